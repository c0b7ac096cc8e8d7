// BN254's scalar field, and the twisted Edwards curve over it that outputs are sealed with.
//
// Nothing here runs in constant time: open what was sealed to you on a machine that strangers do not share.
import constants from './constants.json'

export const modulus = BigInt(constants.modulus)
export const order = BigInt(constants.order) // of the curve's subgroup

const d = BigInt(constants.d)

// mod brings a number into the field.
export function mod(x: bigint): bigint {
  const rest = x % modulus
  return rest < 0n ? rest + modulus : rest
}

export interface Point {
  x: bigint
  y: bigint
}

export const base: Point = { x: BigInt(constants.base[0]!), y: BigInt(constants.base[1]!) }

// onCurve says whether -x² + y² = 1 + d·x²·y².
export function onCurve({ x, y }: Point): boolean {
  const [xx, yy] = [mod(x * x), mod(y * y)]
  return mod(yy - xx - 1n - d * mod(xx * yy)) === 0n
}

interface Projective extends Point {
  z: bigint
}

// add is the complete addition of Bernstein, Birkner, Joye, Lange and Peters (2008) with a = -1: it doubles as well.
function add(p: Projective, q: Projective): Projective {
  const a = mod(p.z * q.z)
  const b = mod(a * a)
  const c = mod(p.x * q.x)
  const e = mod(p.y * q.y)
  const cross = mod(d * mod(c * e))
  const [f, g] = [mod(b - cross), mod(b + cross)]
  return {
    x: mod(mod(a * f) * mod((p.x + p.y) * (q.x + q.y) - c - e)),
    y: mod(mod(a * g) * (e + c)),
    z: mod(f * g),
  }
}

// multiply is scalar·p. The scalar may be any whole number from 0 on.
export function multiply(p: Point, scalar: bigint): Point {
  let sum: Projective = { x: 0n, y: 1n, z: 1n }
  let doubled: Projective = { ...p, z: 1n }
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = add(sum, doubled)
    doubled = add(doubled, doubled)
  }
  const inverse = invert(sum.z)
  return { x: mod(sum.x * inverse), y: mod(sum.y * inverse) }
}

function invert(x: bigint): bigint {
  let [a, b, u, v] = [mod(x), modulus, 1n, 0n]
  while (a !== 0n) {
    const q = b / a
    ;[a, b, u, v] = [b - q * a, a, v - q * u, u]
  }
  return mod(v)
}

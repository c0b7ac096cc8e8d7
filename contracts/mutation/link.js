// Takes contracts out of the tests that create them. `new Escrow(1)` becomes a deployment by the artifact's name, so that
// a mutant needs one compilation of its own file, and not one of every test.
"use strict";

/// Where forge keeps its own functions.
const CHEATS = "0x7109709ECfa91a80626fF3989D68f67F5b1DD12D";

/// The edits that unlink one test file. contracts maps the id of a declaration to "file:Name", for those taken out.
function unlinked(text, ast, contracts) {
  const edits = [];
  const range = (node) => {
    const [start, length] = node.src.split(":").map(Number);
    return { start, end: start + length };
  };
  (function walk(node) {
    if (Array.isArray(node)) return node.forEach(walk);
    if (!node || typeof node !== "object") return undefined;
    if (node.nodeType === "FunctionCall" && node.expression.nodeType === "NewExpression" && node.names.length === 0) {
      const { typeName } = node.expression;
      const artifact = contracts.get(typeName.referencedDeclaration);
      if (artifact) {
        const { start, end } = range(node);
        const [name, args] = [text.subarray(range(typeName).start, range(typeName).end).toString(), node.arguments];
        const from = args.length > 0 ? range(args[0]).start : end;
        const head = `${name}(Mutation_Link.create("${artifact}", abi.encode(`;
        if (args.length > 0) edits.push({ start: end - 1, end, text: ")))" });
        edits.push({ start, end: from, text: args.length > 0 ? head : `${head})))` });
      }
    }
    for (const key of Object.keys(node)) walk(node[key]);
    return undefined;
  })(ast);
  return edits;
}

/// The file with its edits, and what they use under a name of its own. It creates by itself: a deployment by forge that a test
/// expects to fail ends that test there, as if it had passed.
function apply(text, edits, number) {
  if (edits.length === 0) return text;
  const parts = [];
  let at = 0;
  const link = `Mutation_Link${number}`;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.subarray(at, edit.start), Buffer.from(edit.text.replace("Mutation_Link", link)));
    at = edit.end;
  }
  parts.push(text.subarray(at));
  const declared = `
interface ${link}Cheats {
    function getCode(string calldata artifact) external view returns (bytes memory);
}

library ${link} {
    function create(string memory artifact, bytes memory args) internal returns (address payable made) {
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
        }
        bytes memory code = bytes.concat(${link}Cheats(${CHEATS}).getCode(artifact), args);
        assembly ("memory-safe") {
            made := create(0, add(code, 0x20), mload(code))
            if iszero(made) {
                let reason := mload(0x40)
                returndatacopy(reason, 0, returndatasize())
                revert(reason, returndatasize())
            }
            mstore(0x40, free) // tests that create a lot would run out of gas for memory
        }
    }
}
`;
  return Buffer.concat([...parts, Buffer.from(declared)]);
}

module.exports = { apply, unlinked };

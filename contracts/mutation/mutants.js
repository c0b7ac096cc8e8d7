// Makes mutants of Solidity sources: every small edit after which the code is wrong, by the compiler's own syntax tree.
"use strict";

const BINARY = {
  "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "**": ["*"],
  "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"], "^": ["&"],
  "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
  "&&": ["||"], "||": ["&&"],
};
const ASSIGNMENT = {
  "+=": ["-=", "="], "-=": ["+=", "="], "*=": ["/="], "/=": ["*="], "|=": ["&=", "="], "&=": ["|="], "^=": ["|="],
  "<<=": [">>="], ">>=": ["<<="],
};
const YUL = {
  add: "sub", sub: "add", mul: "div", div: "mul", mod: "div", lt: "gt", gt: "lt", slt: "sgt", sgt: "slt",
  and: "or", or: "and", xor: "or", shl: "shr", shr: "shl", eq: "xor", addmod: "mulmod", mulmod: "addmod",
};
const LOGICAL = new Set(["&&", "||"]);
const INTEGER = /^u?int\d*$/;
const SNIPPET = 90;

/// All mutants of one file. text is a Buffer, since the compiler counts bytes.
function mutantsOf(file, text, ast) {
  const mutants = [];
  const taken = new Set();

  const range = (node) => {
    const [start, length] = node.src.split(":").map(Number);
    return { start, end: start + length };
  };
  const slice = (start, end) => text.subarray(start, end).toString();
  const source = (node) => slice(range(node).start, range(node).end);

  function edit(where, what, shown, start, end, replacement) {
    const key = `${start} ${end} ${replacement}`;
    if (slice(start, end) === replacement || taken.has(key)) return;
    taken.add(key);
    const snippet = shown.replace(/\s+/g, " ").trim();
    const cut = snippet.length > SNIPPET ? `${snippet.slice(0, SNIPPET)}...` : snippet;
    mutants.push({ file, start, end, replacement, where, label: `${what} in ${cut}` });
  }
  function replace(where, what, node, replacement, shown = node) {
    const { start, end } = range(node);
    edit(where, what, source(shown), start, end, replacement);
  }
  /// A statement becomes an empty block, with its semicolon.
  function remove(where, node) {
    let { start, end } = range(node);
    const shown = slice(start, end);
    while (/\s/.test(slice(end, end + 1))) ++end;
    if (slice(end, end + 1) === ";") ++end;
    else end = range(node).end;
    edit(where, "removed", shown.replace(/;$/, ""), start, end, "{}");
  }
  function between(left, right) {
    return { start: range(left).end, end: range(right).start };
  }

  const visitors = {
    BinaryOperation(node, where) {
      const gap = between(node.leftExpression, node.rightExpression);
      const text_ = slice(gap.start, gap.end);
      for (const other of BINARY[node.operator] || []) {
        edit(where, `${node.operator} to ${other}`, source(node), gap.start, gap.end, text_.replace(node.operator, other));
      }
      if (LOGICAL.has(node.operator)) {
        replace(where, "left alone", node, source(node.leftExpression));
        replace(where, "right alone", node, source(node.rightExpression));
      }
    },
    Assignment(node, where) {
      const gap = between(node.leftHandSide, node.rightHandSide);
      for (const other of ASSIGNMENT[node.operator] || []) {
        edit(where, `${node.operator} to ${other}`, source(node), gap.start, gap.end,
          slice(gap.start, gap.end).replace(node.operator, other));
      }
    },
    UnaryOperation(node, where) {
      const inner = source(node.subExpression);
      if (["!", "-", "~"].includes(node.operator)) replace(where, `without ${node.operator}`, node, inner);
      if (node.operator === "++" || node.operator === "--") {
        const other = node.operator === "++" ? "--" : "++";
        replace(where, `${node.operator} to ${other}`, node, node.prefix ? other + inner : inner + other);
      }
    },
    IfStatement(node, where) {
      conditions(node.condition, where, ["true", "false"]);
    },
    Conditional(node, where) {
      conditions(node.condition, where, ["true", "false"]);
    },
    // A loop that never ends tells nothing that its own limit of gas does not.
    WhileStatement(node, where) {
      conditions(node.condition, where, ["false"]);
    },
    ForStatement(node, where) {
      if (node.condition) conditions(node.condition, where, ["false"]);
    },
    ExpressionStatement: (node, where) => loopHead(node) || remove(where, node),
    EmitStatement: (node, where) => remove(where, node),
    // A revert that an if leads to is removed by that if's condition.
    RevertStatement: (node, where) => onlyStep(node) || remove(where, node),
    Break: (node, where) => remove(where, node),
    Continue: (node, where) => remove(where, node),
    VariableDeclarationStatement(node, where) {
      const [only] = node.declarations;
      if (node.declarations.length !== 1 || !node.initialValue || loopHead(node)) return;
      if (!/^(u?int\d*|bool|address|bytes\d+)$/.test(only.typeDescriptions.typeString)) return;
      edit(where, "zero instead", source(node), range(only).end, range(node.initialValue).end, "");
    },
    Return(node, where) {
      if (!node.expression) return remove(where, node);
      const { expression } = node;
      const type = expression.typeDescriptions.typeString;
      if (expression.nodeType === "TupleExpression" && expression.components.length === 2) {
        const [first, second] = expression.components;
        if (first.typeDescriptions.typeString === second.typeDescriptions.typeString) {
          replace(where, "swapped", expression, `(${source(second)}, ${source(first)})`, node);
        }
      } else if (type === "bool" && expression.nodeType !== "Literal") {
        replace(where, "negated", expression, `!(${source(expression)})`, node);
      } else if (INTEGER.test(type)) {
        replace(where, "zero instead", expression, "0", node);
      }
    },
    Literal(node, where) {
      const shown = parents[parents.length - 2] || node;
      if (node.kind === "bool") {
        replace(where, `${node.value} to ${node.value !== "true"}`, node, String(node.value !== "true"), brief(shown, node));
      } else if (node.kind === "number" && !node.subdenomination && /^[\d_]+$|^0x[\da-fA-F_]+$/.test(node.value)) {
        const value = BigInt(node.value.replace(/_/g, ""));
        replace(where, `${node.value} to ${node.value} + 1`, node, String(value + 1n), brief(shown, node));
        if (value > 0n && !isIndex(shown, node)) {
          replace(where, `${node.value} to ${node.value} - 1`, node, String(value - 1n), brief(shown, node));
        }
      } else if (node.kind === "string" && node.value && hashed()) {
        replace(where, "another text", node, `"${node.value}'"`, brief(shown, node));
      }
    },
    MemberAccess(node, where) {
      const members = enums.get(node.referencedDeclaration);
      if (!members) return;
      const other = members[(members.indexOf(node.memberName) + 1) % members.length];
      const owner = source(node.expression);
      replace(where, `${node.memberName} to ${other}`, node, `${owner}.${other}`, parents[parents.length - 2]);
    },
    ModifierInvocation(node, where) {
      if (node.kind === "modifierInvocation") replace(where, "without modifier", node, "");
    },

    YulFunctionCall(node, where) {
      const name = node.functionName.name;
      if (YUL[name]) replace(where, `${name} to ${YUL[name]}`, node.functionName, YUL[name], node);
      if (name === "iszero") replace(where, "without iszero", node, source(node.arguments[0]));
    },
    YulExpressionStatement: (node, where) => remove(where, node),
    YulAssignment: (node, where) => remove(where, node),
    YulBreak: (node, where) => remove(where, node),
    YulContinue: (node, where) => remove(where, node),
    YulLeave: (node, where) => remove(where, node),
    YulIf(node, where) {
      replace(where, "condition to 1", node.condition, "1");
      replace(where, "condition to 0", node.condition, "0");
    },
    YulForLoop: (node, where) => replace(where, "condition to 0", node.condition, "0"),
    YulLiteral(node, where) {
      if (node.kind !== "number") return;
      const value = BigInt(node.value);
      const shown = parents[parents.length - 2];
      replace(where, `${node.value} to ${node.value} + 1`, node, `${value + 1n}`, brief(shown, node));
    },
  };

  function conditions(node, where, values) {
    for (const value of values) replace(where, `condition to ${value}`, node, value);
    // A comparison is negated, and a ! taken away, where those are visited.
    if (!["BinaryOperation", "UnaryOperation"].includes(node.nodeType)) {
      replace(where, "negated", node, `!(${source(node)})`);
    }
  }
  /// What surrounds a literal, unless that is a whole block.
  const brief = (shown, node) => (/Block|Definition|Statement$|SourceUnit/.test(shown.nodeType) ? node : shown);
  /// The head of a for loop is no statement of its own.
  const loopHead = (node) => {
    const parent = parents[parents.length - 2];
    return parent.nodeType === "ForStatement" && parent.body !== node;
  };
  const isIndex = (parent, node) => parent.nodeType === "IndexAccess" && parent.indexExpression === node;
  const onlyStep = (node) => {
    const [parent, above] = [parents[parents.length - 2], parents[parents.length - 3]];
    if (parent.nodeType === "IfStatement") return parent.trueBody === node;
    return parent.nodeType === "Block" && parent.statements.length === 1 && above.nodeType === "IfStatement" && above.trueBody === parent;
  };
  const hashed = () =>
    parents.some((p) => p.nodeType === "FunctionCall" && p.expression.name === "keccak256");

  const enums = new Map(); // declaration of a member to the members' names
  const parents = [];

  function walk(node, where) {
    if (Array.isArray(node)) return node.forEach((item) => walk(item, where));
    if (!node || typeof node !== "object") return undefined;
    if (!node.nodeType) return undefined;
    if (node.nodeType === "ContractDefinition") where = node.name;
    if (node.nodeType === "FunctionDefinition") {
      if (!node.implemented) return undefined;
      where = `${where}.${node.name || node.kind}`.replace(/^\./, "");
    }
    if (node.nodeType === "ModifierDefinition" || (node.nodeType === "VariableDeclaration" && node.stateVariable)) {
      where = `${where}.${node.name}`;
    }
    // Lengths of array types are part of a signature, and an import or an event has nothing to run.
    if (/^(ArrayTypeName|EventDefinition|ErrorDefinition|StructDefinition|EnumDefinition|StructuredDocumentation)$/.test(node.nodeType)) {
      return undefined;
    }
    parents.push(node);
    if (visitors[node.nodeType]) visitors[node.nodeType](node, where);
    for (const key of Object.keys(node)) {
      if (!["src", "nativeSrc", "typeDescriptions", "externalReferences"].includes(key)) walk(node[key], where);
    }
    parents.pop();
    return undefined;
  }

  return {
    learn(list) {
      for (const [id, members] of list) enums.set(id, members);
    },
    all() {
      walk(ast, "");
      return named(mutants);
    },
  };
}

/// The members of every enumeration of a syntax tree.
function enumsOf(ast) {
  const found = [];
  (function walk(node) {
    if (Array.isArray(node)) return node.forEach(walk);
    if (!node || typeof node !== "object") return undefined;
    if (node.nodeType === "EnumDefinition") {
      const names = node.members.map((member) => member.name);
      for (const member of node.members) found.push([member.id, names]);
    }
    for (const key of ["nodes", "members"]) if (node[key]) walk(node[key]);
    return undefined;
  })(ast);
  return found;
}

/// Names say where and what, not which line: they outlive edits elsewhere in the file.
function named(mutants) {
  const times = new Map();
  mutants.sort((a, b) => a.start - b.start || a.end - b.end || (a.replacement < b.replacement ? -1 : 1));
  for (const mutant of mutants) {
    const name = `${mutant.file} ${mutant.where}: ${mutant.label}`;
    const count = (times.get(name) || 0) + 1;
    times.set(name, count);
    mutant.name = count === 1 ? name : `${name} (${count})`;
  }
  return mutants;
}

function apply(text, mutant) {
  return Buffer.concat([text.subarray(0, mutant.start), Buffer.from(mutant.replacement), text.subarray(mutant.end)]);
}

module.exports = { apply, enumsOf, mutantsOf };

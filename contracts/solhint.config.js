// Each rule that is off carries its reason.
module.exports = {
  extends: "solhint:recommended",
  rules: {
    "compiler-version": ["error", "^0.8.37"],
    "func-visibility": ["error", { ignoreConstructors: true }],
    // Inline assembly is where the pairing precompile is called; each block says why it is safe.
    "no-inline-assembly": "off",
    // `forge fmt` decides on length.
    "max-line-length": "off",
    // NatSpec stands once, on the interface; implementations say @inheritdoc.
    "use-natspec": "off",
    // The errors are custom; short strings occur nowhere.
    "gas-small-strings": "off",
    // Which parameters are indexed is part of the interface that indexers read.
    "gas-indexed-events": "off",
    // Deadlines are money: `>=` says what is meant, and three gas are no reason to shift it by one.
    "gas-strict-inequalities": "off",
  },
};

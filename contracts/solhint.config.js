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
    // Files are read, not deployed: an import by name or by path is the same to the compiler.
    "gas-small-strings": "off",
    // Names of events' parameters and their order are part of the interface that indexers read.
    "gas-indexed-events": "off",
  },
};

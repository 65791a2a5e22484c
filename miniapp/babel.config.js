module.exports = {
  // Taro's packages bring maps of their own, in which no package could be told from another.
  inputSourceMap: false,
  // What no code of ours or Taro's relies on, and old phones need long-winded code for.
  assumptions: {
    noDocumentAll: true,
    noNewArrows: true,
    noClassCalls: true,
    ignoreFunctionLength: true,
    setSpreadProperties: true,
    objectRestNoSymbols: true,
    skipForOfIteratorClosing: true,
    ignoreToPrimitiveHint: true,
    setComputedProperties: true,
  },
  presets: [['taro', { framework: 'preact', hot: false, ts: true, compiler: 'webpack5' }]],
};

/** Lets the configuration cut from a module what the mini-program does not use of it, where the minifier cannot know. */
module.exports = function cutLoader(source) {
  return this.getOptions().cut(source);
};

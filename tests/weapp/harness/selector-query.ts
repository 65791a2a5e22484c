/** The parts of the program that a selector query needs. */
interface QueryHost {
  later(run: () => void): void;
  toRealm(value: unknown): unknown;
}

type Callback = (result: unknown) => void;

/** There is no layout in Node: every node is as wide as the phone and one line high. */
const rectangle = { id: '', dataset: {}, left: 0, right: 375, top: 0, bottom: 40, width: 375, height: 40 };
const scrollOffset = { id: '', dataset: {}, scrollLeft: 0, scrollTop: 0 };

/** `wx.createSelectorQuery()`: every question is answered, with the same rectangle. */
export function selectorQuery(host: QueryHost) {
  const answers: { result: unknown; callback: Callback | undefined }[] = [];
  const ask = (result: unknown) => (callback?: Callback) => {
    answers.push({ result, callback });
    return query;
  };
  const one = {
    boundingClientRect: ask(rectangle),
    scrollOffset: ask(scrollOffset),
    fields: (_fields: unknown, callback?: Callback) => ask({ ...rectangle, ...scrollOffset })(callback),
  };
  const query = {
    in: () => query,
    select: () => one,
    selectAll: () => ({ ...one, boundingClientRect: ask([rectangle]) }),
    selectViewport: () => one,
    exec(callback?: Callback) {
      host.later(() => {
        for (const answer of answers) answer.callback?.(host.toRealm(answer.result));
        callback?.(host.toRealm(answers.map((answer) => answer.result)));
      });
      return query;
    },
  };
  return query;
}

/** The web sends no WeChat messages, so nobody is asked. */
export function TellMe(_: { kind: string; id: string }) {
  return null;
}

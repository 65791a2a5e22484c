/** On the web nobody asks for WeChat's consent. */
export function GuideSheet() {
  return null;
}

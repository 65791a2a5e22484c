/** Copies a text. False when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  // Old browsers and pages without TLS have none, whatever the types say.
  if (!('clipboard' in navigator)) return copySelected(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** The way of before 2018: what is selected is copied. */
function copySelected(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

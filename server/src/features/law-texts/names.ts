/** A law's name as it is cited: without the state's name, quotation marks and what stands in brackets behind it. */
export function lawNameOf(title: string): string {
  return title
    .replace(/[《》\s　]/g, '')
    .replace(/^中华人民共和国/, '')
    .replace(/[（(][^（(]*[)）]$/, '');
}

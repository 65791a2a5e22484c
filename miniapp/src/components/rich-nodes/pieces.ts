import type { RichNode } from '@linli/shared/rich-text.ts';

/** Most of a body that goes to WeChat's view layer at once, in bytes as JSON: an old phone stutters beyond 64 KB. */
export const pieceMaxBytes = 32 * 1024;

/** The nodes in their order, in pieces of at most `pieceMaxBytes`; a node that is larger stands alone. */
export function piecesOf(nodes: readonly RichNode[]): RichNode[][] {
  const pieces: RichNode[][] = [];
  let room = 0;
  for (const node of nodes) {
    const bytes = bytesOf(node);
    const last = pieces[pieces.length - 1];
    if (last && bytes <= room) {
      last.push(node);
      room -= bytes;
    } else {
      pieces.push([node]);
      room = pieceMaxBytes - bytes;
    }
  }
  return pieces;
}

/** As UTF-8, in which a Chinese character takes three bytes. */
function bytesOf(node: RichNode): number {
  const json = JSON.stringify(node);
  return json.length + 2 * (json.match(/[^ -~]/g)?.length ?? 0);
}

import { placeImages, type RichNode } from '@linli/shared/rich-text.ts';
import { createElement, type ReactNode } from 'react';
import './index.scss';

/** A body that somebody has written, as the elements that WeChat's `rich-text` makes of the same nodes. */
export function RichNodes({ nodes }: { nodes: readonly RichNode[] }) {
  return <div className="rich-nodes">{placeImages(nodes, LINLI_API_URL).map(elementOf)}</div>;
}

function elementOf(node: RichNode, key: number): ReactNode {
  if (!('name' in node)) return node.text;
  const { class: className, colspan: colSpan, rowspan: rowSpan, ...attributes } = node.attrs;
  return createElement(
    node.name,
    { key, className, colSpan, rowSpan, ...attributes },
    ...(node.children ?? []).map(elementOf),
  );
}

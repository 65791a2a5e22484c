import { type RichNode, type RichTag, richNodesMaxBytes } from '@linli/shared/rich-text.ts';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RichNodes } from '.';
import { pieceMaxBytes, piecesOf } from './pieces';

const tag = (name: RichTag['name'], ...children: RichNode[]): RichTag => ({
  name,
  attrs: { class: `rt-${name}` },
  children,
});
const text = (words: string): RichNode => ({ type: 'text', text: words });
const bytesOf = (nodes: unknown) => new TextEncoder().encode(JSON.stringify(nodes)).length;

it('draws headings, lists and tables as what they are', () => {
  const cell: RichTag = { ...tag('td', text('110')), attrs: { class: 'rt-td', colspan: '2' } };
  render(
    <RichNodes
      nodes={[
        tag('h2', text('法律怎么说')),
        tag('ul', tag('li', tag('strong', text('先记下来')), text('，再去说'))),
        tag('table', tag('tbody', tag('tr', cell))),
        { name: 'img', attrs: { class: 'rt-img', src: '/api/v1/article-images/1', alt: '公示牌' } },
      ]}
    />,
  );
  screen.getByRole('heading', { name: '法律怎么说', level: 2 });
  expect(screen.getByRole('listitem').textContent).toBe('先记下来，再去说');
  expect(screen.getByRole('cell', { name: '110' }).getAttribute('colspan')).toBe('2');
  expect(screen.getByRole('img', { name: '公示牌' }).getAttribute('src')).toBe('/api/v1/article-images/1');
});

describe('the pieces of a body', () => {
  const paragraphs = (count: number) => Array.from({ length: count }, () => tag('p', text('法'.repeat(200))));

  it('hold all of it in its order, each light enough for an old phone', () => {
    const nodes = paragraphs(Math.floor(richNodesMaxBytes / 700));
    const pieces = piecesOf(nodes);
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.flat()).toEqual(nodes);
    for (const piece of pieces) expect(bytesOf(piece)).toBeLessThanOrEqual(pieceMaxBytes + piece.length + 2);
  });

  it('are one for a short body, none for an empty one, and a single node is never cut', () => {
    expect(piecesOf(paragraphs(3))).toHaveLength(1);
    expect(piecesOf([])).toEqual([]);
    const huge = tag('p', text('法'.repeat(20_000)));
    expect(piecesOf([tag('p', text('先')), huge, tag('p', text('后'))])).toHaveLength(3);
  });
});

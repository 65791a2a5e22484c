import { placeImages, type RichNode } from '@linli/shared/rich-text.ts';
import { RichText, View } from '@tarojs/components';
import { useEffect, useMemo, useState } from 'react';
import { piecesOf } from './pieces';
import './index.scss';

/** Between two pieces, so that what is already there can be read and scrolled meanwhile. */
const pieceGapMs = 60;

/** A body that somebody has written: WeChat's `rich-text`, piece by piece. `index.h5.tsx` has the web's. */
export function RichNodes({ nodes }: { nodes: readonly RichNode[] }) {
  const pieces = useMemo(() => piecesOf(placeImages(nodes, LINLI_API_URL)), [nodes]);
  const [count, setCount] = useState(1);
  const more = count < pieces.length;

  useEffect(() => {
    if (!more) return;
    const next = setTimeout(() => setCount(count + 1), pieceGapMs);
    return () => clearTimeout(next);
  }, [more, count]);

  return (
    <View className="rich-nodes">
      {pieces.slice(0, count).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a body never change their order.
        <RichText key={index} nodes={piece} userSelect />
      ))}
    </View>
  );
}

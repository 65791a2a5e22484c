import type { FileKind } from '@linli/shared/files.ts';
import Taro from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/button';
import { showPdf } from '../platform/show-pdf';
import type { LocalFile } from '../platform/transfer';
import { copy } from './copy';

/** Hands the file to WeChat's own viewers; false for what is played on the page: recordings. */
export async function showElsewhere(
  { kind, id }: { kind: FileKind; id: string },
  file: LocalFile,
): Promise<boolean> {
  const { path } = file;
  if (kind === 'photo') await Taro.previewImage({ urls: [path] });
  if (kind === 'video') await Taro.previewMedia({ sources: [{ url: path, type: 'video' }] });
  if (kind === 'document') await showPdf(file, { name: id, shareable: false });
  return kind !== 'audio';
}

interface MediaViewProps {
  kind: FileKind;
  path: string;
  label: string;
}

/** Plays a recording. The page falls silent when it is left. */
export function MediaView({ path }: MediaViewProps) {
  const [playing, setPlaying] = useState(false);
  const audio = useRef<ReturnType<typeof Taro.createInnerAudioContext> | null>(null);
  useEffect(() => {
    const player = Taro.createInnerAudioContext();
    player.src = path;
    player.onEnded(() => setPlaying(false));
    audio.current = player;
    return () => player.destroy();
  }, [path]);

  const toggle = () => {
    if (playing) audio.current?.stop();
    else audio.current?.play();
    setPlaying(!playing);
  };
  return <Button label={playing ? copy.stop : copy.play} onPress={toggle} />;
}

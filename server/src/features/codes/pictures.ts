import { codePages } from '@linli/shared/codes.ts';
import { formatScene, type Scene } from '@linli/shared/scenes.ts';
import { LRUCache } from 'lru-cache';
import type { CodePicture, WechatClient } from '../../platform/wechat/index.ts';

/** Pictures of codes kept in memory: those of all counters, and those of the services of the last minutes. */
const keptPictures = 500;

/** In pixels; sharp on a sheet of A4. */
const pictureWidth = 1280;

/** The pictures of codes as WeChat draws them. One of a scene is always the same, so it is asked for once. */
export function createPictures(wechat: WechatClient) {
  const kept = new LRUCache<string, CodePicture>({ max: keptPictures });
  return {
    /** @throws WechatError */
    async of(scene: Scene & { kind: keyof typeof codePages }): Promise<CodePicture> {
      const text = formatScene(scene);
      const known = kept.get(text);
      if (known) return known;
      const picture = await wechat.codePicture({
        scene: text,
        page: codePages[scene.kind],
        width: pictureWidth,
      });
      kept.set(text, picture);
      return picture;
    },
  };
}

export type Pictures = ReturnType<typeof createPictures>;

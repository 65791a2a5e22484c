import { sceneMaxLength } from '@linli/shared/scenes.ts';
import { secondMs } from '../../clock.ts';
import type { Exchange } from '../exchange.ts';
import { WechatError } from '../faults.ts';

/** What a mini-program code leads to. */
export interface CodePictureWish {
  /** At most 32 of the characters that WeChat allows; what the page gets as `scene`. */
  scene: string;
  /** Without a slash in front, as `pages/rate/index`. */
  page: string;
  /** In pixels, from 280 to 1280. */
  width?: number;
}

export interface CodePicture {
  content: Buffer;
  mediaType: string;
}

const sceneCharacters = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const defaultWidth = 430;

/**
 * getUnlimitedQRCode: the picture of a mini-program code.
 * @throws WechatError; RangeError for a scene that WeChat would not take
 */
export async function codePicture(exchange: Exchange, wish: CodePictureWish): Promise<CodePicture> {
  const { scene, page, width = defaultWidth } = wish;
  if (scene.length > sceneMaxLength || !sceneCharacters.test(scene)) throw new RangeError(`scene: ${scene}`);
  const answer = await exchange({
    path: '/wxa/getwxacodeunlimit',
    // Codes are printed before a version with their page is published.
    body: { scene, page, width, check_path: false },
    repeatable: true,
    timeoutMs: pictureTimeoutMs,
  });
  if ('json' in answer) throw new WechatError('unavailable');
  return answer;
}

/** Drawing takes WeChat longer than answering. */
const pictureTimeoutMs = 5 * secondMs;

import Taro from '@tarojs/taro';

/** A file that the person has chosen to send. `chosen-file.h5.ts` has the web's way. */
export interface ChosenFile {
  /** In bytes. */
  size: number;
  /** What it is called on this device; null where the phone made the name up. */
  name: string | null;
  /** What the transfer sends: the path that WeChat has given it. */
  content: string;
}

/**
 * From the camera and the album (`photo`: pictures only), or from the files that somebody has sent in a chat.
 */
export type FileSource = 'camera' | 'photo' | 'files';

/** Lets the person choose one file; null when they did not, or WeChat did not let them. */
export async function chooseFile(source: FileSource): Promise<ChosenFile | null> {
  try {
    return source === 'files' ? await fromChats() : await fromCamera(source);
  } catch {
    return null;
  }
}

async function fromCamera(source: 'camera' | 'photo'): Promise<ChosenFile | null> {
  const { tempFiles } = await Taro.chooseMedia({
    count: 1,
    mediaType: source === 'photo' ? ['image'] : ['image', 'video'],
    sourceType: ['album', 'camera'],
    sizeType: ['compressed'],
  });
  const [file] = tempFiles;
  return file ? { size: file.size, name: null, content: file.tempFilePath } : null;
}

async function fromChats(): Promise<ChosenFile | null> {
  const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'all' });
  const [file] = tempFiles;
  return file ? { size: file.size, name: file.name, content: file.path } : null;
}

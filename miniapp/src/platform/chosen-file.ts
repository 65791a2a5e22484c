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

/** From the camera and the album, or from the files that somebody has sent in a chat; `photo` and `pdf` nothing else. */
export type FileSource = 'camera' | 'files' | 'photo' | 'pdf';

/** Lets the person choose one file; null when they did not, or WeChat did not let them. */
export async function chooseFile(source: FileSource): Promise<ChosenFile | null> {
  try {
    switch (source) {
      case 'camera':
        return await fromCamera(['image', 'video']);
      case 'photo':
        return await fromCamera(['image']);
      case 'files':
        return await fromChats({ type: 'all' });
      case 'pdf':
        return await fromChats({ type: 'file', extension: ['pdf'] });
    }
  } catch {
    return null;
  }
}

async function fromCamera(mediaType: ('image' | 'video')[]): Promise<ChosenFile | null> {
  const { tempFiles } = await Taro.chooseMedia({
    count: 1,
    mediaType,
    sourceType: ['album', 'camera'],
    sizeType: ['compressed'],
  });
  const [file] = tempFiles;
  return file ? { size: file.size, name: null, content: file.tempFilePath } : null;
}

async function fromChats(
  what: Pick<Taro.chooseMessageFile.Option, 'type' | 'extension'>,
): Promise<ChosenFile | null> {
  const { tempFiles } = await Taro.chooseMessageFile({ count: 1, ...what });
  const [file] = tempFiles;
  return file ? { size: file.size, name: file.name, content: file.path } : null;
}

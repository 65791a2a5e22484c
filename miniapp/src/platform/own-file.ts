import Taro from '@tarojs/taro';

/** A text that a person takes away. `own-file.h5.ts` has the web's ways. */
export interface OwnFile {
  name: string;
  text: string;
}

/** The same place each time: a second export takes the place of the first. */
const filePath = () => `${Taro.env.USER_DATA_PATH}/own-data.txt`;

/** Writes the file where the mini-program may; `name` has no ending. As plain text, which WeChat shows when it is opened. */
export function writeOwnFile(
  name: string,
  text: string,
  _ending: 'json' | 'csv' | 'txt' = 'json',
): Promise<OwnFile> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({
      filePath: filePath(),
      data: text,
      encoding: 'utf8',
      success: () => resolve({ name: `${name}.txt`, text }),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** Lets the person choose a chat to send the file to. False when it cannot be sent; calling it off is no failure. */
export async function shareOwnFile({ name }: OwnFile): Promise<boolean> {
  return new Promise((resolve) => {
    // Base libraries before 2.16.1 have no such call.
    if (!Taro.canIUse('shareFileMessage')) return resolve(false);
    void Taro.shareFileMessage({
      filePath: filePath(),
      fileName: name,
      success: () => resolve(true),
      fail: ({ errMsg }) => resolve(/cancel/.test(errMsg)),
    });
  });
}

/** Removes the file from the phone. */
export function removeOwnFile(): void {
  Taro.getFileSystemManager().unlink({ filePath: filePath(), fail: () => {} });
}

import Taro from '@tarojs/taro';
import type { LocalFile } from './transfer';

/**
 * Opens a PDF in WeChat's reader. `show-pdf.h5.ts` has the browser save it.
 * @param shareable whether the reader offers to send it on, as for what is to be printed
 */
export async function showPdf(
  { path }: LocalFile,
  { shareable }: { name: string; shareable: boolean },
): Promise<void> {
  await Taro.openDocument({ filePath: path, fileType: 'pdf', showMenu: shareable });
}

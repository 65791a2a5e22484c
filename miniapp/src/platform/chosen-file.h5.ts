/** A file that the person has chosen to send. */
export interface ChosenFile {
  /** In bytes. */
  size: number;
  name: string | null;
  content: File;
}

export type FileSource = 'camera' | 'files' | 'photo' | 'pdf';

/** What the browser offers first; what is taken is the server's to say. */
const accepted: Record<FileSource, string> = {
  camera: 'image/jpeg,image/png,image/webp,video/mp4,video/quicktime,video/webm',
  files: 'application/pdf,audio/*,video/*,image/jpeg,image/png,image/webp',
  photo: 'image/jpeg,image/png,image/webp',
  pdf: 'application/pdf',
};

/** Lets the person choose one file; null when they did not. */
export function chooseFile(source: FileSource): Promise<ChosenFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accepted[source];
    input.onchange = () => {
      const file = input.files?.[0];
      resolve(file ? { size: file.size, name: file.name, content: file } : null);
    };
    // Old browsers do not say that nothing was chosen; then nothing waits for it either.
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

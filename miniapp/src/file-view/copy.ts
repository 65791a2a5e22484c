export const copy = {
  open: { photo: '查看照片', document: '打开文件', audio: '播放录音', video: '播放录像' },
  opening: '正在取文件…',
  stop: '停止播放',
  play: '播放',
};

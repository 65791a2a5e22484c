export { backup, restore } from './backup.ts';
export { exportTo, importFrom } from './transfer.ts';

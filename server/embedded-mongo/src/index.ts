export { DirectoryError, type DirectoryErrorCode } from './storage/open.ts';
export {
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
  uriOfRunning,
} from './supervisor/supervisor.ts';

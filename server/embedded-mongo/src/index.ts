export { DirectoryError, type DirectoryErrorCode } from './storage/open.ts';
export {
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
  startEmbeddedMongo,
} from './supervisor/supervisor.ts';

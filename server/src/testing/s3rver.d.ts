/** The part of the S3-speaking server that the tests use; the package carries no types. */
declare module '@20minutes/s3rver' {
  import type Koa from 'koa';

  interface S3rverOptions {
    address: string;
    port: number;
    silent: boolean;
    directory: string;
    configureBuckets: { name: string }[];
  }
  export default class S3rver extends Koa {
    constructor(options: S3rverOptions);
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
  }
}

/** Where the server is that the mini-program calls. `origin.h5.ts` has the web's. */
export const serverOrigin = (): string => LINLI_API_URL;

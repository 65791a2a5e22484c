/** Where the server is: the one that this page came from, unless the build names another. */
export const serverOrigin = (): string => LINLI_API_URL || window.location.origin;

import type { Readable } from 'node:stream';
import sharp from 'sharp';

/** The longer side of a stored photo: an A4 page still reads like a 350 dpi scan, and memory stays bounded. */
const longestSide = 4096;

/** Pixels a photo may have: the full resolution of a 64-megapixel phone. More is taken for a bomb. */
const pixelsMax = 64_000_000;

/** Small print stays sharp. */
const jpegQuality = 88;

/** Longest time one photo may take. */
const seconds = 30;

// libvips would keep what it decoded for a next time that never comes.
sharp.cache(false);

/**
 * Draws a photo anew from its pixels, upright and at most 4096 pixels long. Nothing else of the file survives: neither
 * place and time (EXIF, XMP) nor anything hidden behind the picture. The stream fails if the file is no such photo.
 */
export function drawAnew(path: string): Readable {
  return sharp(path, { limitInputPixels: pixelsMax, failOn: 'error' })
    .timeout({ seconds })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: jpegQuality, force: false });
}

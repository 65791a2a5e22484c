import sharp from 'sharp';

/** A PDF of one empty page, as far as its first bytes tell. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

/** The first bytes by which each kind of recording is recognised; what follows is nothing one could play. */
const beginnings = {
  mp4: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0isommp42', 'latin1'),
  mov: Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'latin1'),
  '3gp': Buffer.from('\0\0\0\x18ftyp3gp4\0\0\0\x003gp43gp6', 'latin1'),
  webm: Buffer.from(
    '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04B\x85\x81\x02',
    'latin1',
  ),
  m4a: Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', 'latin1'),
  aac: Buffer.from('\xff\xf1\x50\x80\x02\x1f\xfc\xde\x02\0Lavc', 'latin1'),
  mp3: Buffer.from('ID3\x03\0\0\0\0\0\x0aTIT2\0\0\0\0\0\0\xff\xfb\x90\x64\0\0\0\0', 'latin1'),
  amr: Buffer.from('#!AMR\n<\x91\x17\x16', 'latin1'),
  wav: Buffer.from('RIFF$\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'),
} as const;

/** A recording of this kind and size, as far as its first bytes tell. */
export function imitation(kind: keyof typeof beginnings, size = 4096): Buffer {
  const content = Buffer.alloc(size);
  beginnings[kind].copy(content);
  return content;
}

/** What the camera wrote beside the picture. */
export const placeMarks = ['LINLI-CAMERA', 'GPSLatitude', 'Exif'];

/** A photo as a phone takes it: lying on its side, with the place, the time and the camera in it. */
export async function photoWithPlace(width = 120, height = 80): Promise<Buffer> {
  const xmp =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="31,7.5N"/></rdf:RDF></x:xmpmeta>';
  return sharp({ create: { width, height, channels: 3, background: '#a33' } })
    .withExif({
      IFD0: { Make: 'LINLI-CAMERA', DateTime: '2026:11:23 09:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 7/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '121/1 23/1 0/1',
      },
    })
    .withXmp(xmp)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

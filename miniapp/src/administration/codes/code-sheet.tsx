import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { AskedOnceMore } from '../asked-once-more';
import { PrintButtons } from '../print-buttons';
import type { Code } from '.';
import { copy } from './copy';
import { titleOf } from './title-of';

interface CodeSheetProps {
  code: Code;
  /** It is a counter's, and the reader may give it another. */
  changeable: boolean;
  onChanged: (code: Code) => void;
  onClose: () => void;
}

/** One code: when it was scanned, its print, and for a counter another code or none. */
export function CodeSheet({ code, changeable, onChanged, onClose }: CodeSheetProps) {
  const { id, kind, scanCode, revokedAt, lastScanAt, scans } = code;
  const request = { params: { id }, body: { scanCode: scanCode ?? '' } };
  return (
    <Sheet title={titleOf(code)} onClose={onClose}>
      {scanCode !== null && <Fact label={copy.scanCode}>{scanCode}</Fact>}
      <Fact label={copy.lastScan}>{lastScanAt === null ? copy.neverScanned : timeInWords(lastScanAt)}</Fact>
      <Fact label={copy.scans}>{copy.times(scans)}</Fact>
      {revokedAt === null ? (
        <PrintButtons kind={kind} id={id} />
      ) : (
        <Notice tone="info" text={copy.revokedNote} />
      )}
      {changeable && (
        <AskedOnceMore
          label={copy.change}
          sure={copy.changeSure}
          confirm={copy.changeConfirm}
          busyLabel={copy.changing}
          act={async () => onChanged(await call('changeCounterCode', request))}
        />
      )}
      {changeable && revokedAt === null && (
        <AskedOnceMore
          label={copy.revoke}
          sure={copy.revokeSure}
          confirm={copy.revokeConfirm}
          busyLabel={copy.revoking}
          act={async () => onChanged(await call('revokeCounterCode', request))}
        />
      )}
    </Sheet>
  );
}

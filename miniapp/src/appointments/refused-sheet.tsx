import type { Matter } from '@linli/shared/legal-service.ts';
import { Sheet } from '../components/sheet';
import { copy } from './copy';
import { Refusal } from './refusal';
import type { useHold } from './use-hold';

interface RefusedSheetProps {
  holding: ReturnType<typeof useHold>;
  matter: Matter | null;
}

/** Over a list of times: why one could not be had. Choosing another asks for that one. */
export function RefusedSheet({ holding: { refused, clearRefusal, hold }, matter }: RefusedSheetProps) {
  if (!refused) return null;
  return (
    <Sheet title={copy.refused} onClose={clearRefusal}>
      <Refusal {...refused} matter={matter} onAlternative={hold} />
    </Sheet>
  );
}

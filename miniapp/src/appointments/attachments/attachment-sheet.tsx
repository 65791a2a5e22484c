import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { FileContent } from '../../file-view';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { download } from '../../platform/file-calls';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface AttachmentSheetProps {
  appointment: AppointmentDetail;
  attachment: NonNullable<AppointmentDetail['given']>['attachments'][number];
  name: string;
  onChanged: (after: AppointmentDetail) => void;
  onClose: () => void;
}

/** One paper: its content on request, and its removal until the consultation is over. */
export function AttachmentSheet({ appointment, attachment, name, onChanged, onClose }: AttachmentSheetProps) {
  const params = { id: appointment.id, attachmentId: attachment.id };
  const removing = useAction(async () => {
    onChanged(await call('removeAttachment', { params }));
    announce(copy.removed);
    onClose();
  });
  return (
    <Sheet title={name} onClose={onClose}>
      <FileContent file={attachment} label={name} fetch={() => download('getMyAttachment', { params })} />
      {removing.error && <Notice tone="error" text={removing.error.message} />}
      {appointment.attachable && (
        <Button
          kind="secondary"
          label={copy.remove}
          busyLabel={removing.busy ? copy.removing : undefined}
          onPress={() => void removing.start()}
        />
      )}
    </Sheet>
  );
}

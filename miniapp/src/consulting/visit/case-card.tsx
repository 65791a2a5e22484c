import type { ConsultationCase, ConsultationDetail } from '@linli/shared/api/types.ts';
import { caseReasonMaxLength, referralLabels } from '@linli/shared/consultations.ts';
import { sizeInWords } from '@linli/shared/files.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Field } from '../../components/field';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { FileContent } from '../../file-view';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { download } from '../../platform/file-calls';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

/** What was confided, on request: to the lawyer at once, to the supervisor once they have said why. */
export function CaseCard({ visit }: { visit: ConsultationDetail }) {
  const { kind, id, caseReadable } = visit;
  const [told, setTold] = useState<ConsultationCase | null>(null);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, error, start } = useAction(async (body: { reason?: string }) => {
    setTold(await call('readConsultationCase', { params: { kind, id }, body }));
  });
  if (caseReadable === 'no') return null;
  if (told) return <Told told={told} visit={visit} reason={reason.trim()} />;

  const withReason = caseReadable === 'with-reason';
  const why = reason.trim();
  const ask = () => {
    setChecked(true);
    if (!withReason) void start({});
    else if (why !== '') void start({ reason: why });
  };
  return (
    <Card>
      <Heading>{copy.caseTitle}</Heading>
      <View className="row-note">{withReason ? copy.caseReasonNote : copy.caseNote}</View>
      {withReason && (
        <Field
          label={copy.caseReason}
          value={reason}
          maxLength={caseReasonMaxLength}
          counted
          error={checked && why === '' ? copy.reasonMissing : undefined}
          onChange={setReason}
        />
      )}
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button
        kind="secondary"
        label={copy.showCase}
        busyLabel={busy ? copy.showing : undefined}
        onPress={ask}
      />
    </Card>
  );
}

interface ToldProps {
  told: ConsultationCase;
  visit: ConsultationDetail;
  /** Why it was opened; empty for the lawyer. */
  reason: string;
}

function Told({ told, visit: { kind, id }, reason }: ToldProps) {
  const { description, otherParty, onBehalfOf, attachments, record } = told;
  return (
    <>
      <Card>
        <Heading>{copy.caseTitle}</Heading>
        {description ? <Fact label={copy.description}>{description}</Fact> : <View>{copy.nothingSaid}</View>}
        {otherParty && <Fact label={copy.otherParty}>{otherParty}</Fact>}
        {onBehalfOf && <Fact label={copy.onBehalfOf}>{onBehalfOf}</Fact>}
      </Card>
      {attachments.length > 0 && (
        <Card>
          <Heading>{copy.attachments}</Heading>
          <View className="row-note">{copy.attachmentsNote}</View>
          {attachments.map((attachment, index) => {
            const name = copy.attachment[attachment.kind](index + 1, sizeInWords(attachment.size));
            const params = { kind, id, attachmentId: attachment.id };
            const query = reason === '' ? {} : { reason };
            return (
              <FileContent
                key={attachment.id}
                file={attachment}
                label={name}
                openLabel={name}
                fetch={() => download('getConsultationAttachment', { params, query })}
              />
            );
          })}
        </Card>
      )}
      {record && (
        <Card>
          <Heading>{copy.record}</Heading>
          <Fact label={copy.recordText}>{record.record}</Fact>
          <Fact label={copy.advice}>{record.advice}</Fact>
          {record.referral && (
            <Fact label={copy.referral}>
              {[referralLabels[record.referral.kind], record.referral.to].filter(Boolean).join('\n')}
            </Fact>
          )}
          {record.referral?.bring && <Fact label={copy.bring}>{record.referral.bring}</Fact>}
          <View className="row-note">{copy.by(record.by, timeInWords(record.at))}</View>
        </Card>
      )}
    </>
  );
}

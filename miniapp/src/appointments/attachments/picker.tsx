import { sizeInWords } from '@linli/shared/files.ts';
import { attachmentsMax } from '@linli/shared/limits.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { AddButtons } from './add-buttons';
import { copy } from './copy';
import { draftPlace, dropFile, filesFor } from './waiting';

/** Chooses papers for the lawyer while the rest is filled in; they are sent once the seat is certain. */
export function AttachmentPicker() {
  const [files, setFiles] = useState(() => filesFor(draftPlace));
  const look = () => setFiles(filesFor(draftPlace));
  return (
    <Card>
      <Heading>{copy.pick}</Heading>
      <View className="row-note">{copy.note}</View>
      {files.map(({ key, kind, file }, index) => {
        const name = copy.numbered(copy.kinds[kind], index + 1);
        return (
          <View key={key}>
            <View>{[name, file.name, sizeInWords(file.size)].filter(Boolean).join(' · ')}</View>
            <Button
              kind="secondary"
              label={copy.drop(name)}
              onPress={() => {
                dropFile(draftPlace, key);
                look();
              }}
            />
          </View>
        );
      })}
      {files.length < attachmentsMax ? (
        <AddButtons place={draftPlace} onAdded={look} />
      ) : (
        <View className="row-note">{copy.full}</View>
      )}
      {files.length > 0 && <View className="row-note">{copy.later}</View>}
    </Card>
  );
}

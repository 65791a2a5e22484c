import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { matterLabels } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { bookingOrigin } from '../../appointments/origin';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { open, pages } from '../../platform/navigation';
import { copy } from './copy';

/** The way from what was read to somebody who advises on it. */
export function BookCard({ article: { id, matter } }: { article: ArticleDetail }) {
  const book = () => {
    bookingOrigin.put(matter, id);
    open(pages.slots({ matter }));
  };
  return (
    <Card>
      <Heading>{copy.lawyer}</Heading>
      <View>{copy.lawyerNote(matterLabels[matter])}</View>
      <Button label={copy.book} onPress={book} />
    </Card>
  );
}

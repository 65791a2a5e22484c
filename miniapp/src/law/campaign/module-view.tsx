import type { CampaignPage } from '@linli/shared/api/types.ts';
import { matterLabels } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { RichNodes } from '../../components/rich-nodes';
import { Door, List } from '../../components/row';
import { open, pages } from '../../platform/navigation';
import { ArticleRowView } from '../article-row';
import { Links } from '../links';
import { copy } from './copy';

type Module = CampaignPage['modules'][number];

/** Rows of one module: a page of several stays light, the rest is one press away. */
const rowsMax = 6;

/** A part of a campaign's page, drawn as what it is. */
export function ModuleView({ module, campaign }: { module: Module; campaign: string }) {
  return (
    <>
      <Heading>{module.title}</Heading>
      <Part module={module} campaign={campaign} />
    </>
  );
}

function Part({ module, campaign }: { module: Module; campaign: string }) {
  switch (module.kind) {
    case 'text':
      return (
        <>
          <RichNodes nodes={module.nodes} />
          <Links links={module.links} />
        </>
      );
    case 'articles':
      return (
        <>
          <List label={module.title}>
            {module.items.slice(0, rowsMax).map((article) => (
              <ArticleRowView key={article.id} article={article} />
            ))}
          </List>
          {module.items.length > rowsMax && (
            <Button
              kind="secondary"
              label={copy.allArticles}
              onPress={() => open(pages.articlesOf(campaign))}
            />
          )}
        </>
      );
    case 'quizzes':
      return (
        <List label={module.title}>
          {module.items.slice(0, rowsMax).map(({ id, title, questions }) => (
            <Door
              key={id}
              title={title}
              note={copy.questions(questions)}
              onPress={() => open(pages.quiz(id))}
            />
          ))}
        </List>
      );
    case 'consult':
      return (
        <Card>
          <View>{copy.free}</View>
          <Button
            label={copy.book(matterLabels[module.matter])}
            onPress={() => open(pages.slots({ matter: module.matter }))}
          />
        </Card>
      );
  }
}

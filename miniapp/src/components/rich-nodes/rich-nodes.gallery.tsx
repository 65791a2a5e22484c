import type { RichNode, RichTag } from '@linli/shared/rich-text.ts';
import type { GalleryEntry } from '../gallery';
import { RichNodes } from '.';

const tag = (name: RichTag['name'], ...children: (RichNode | string)[]): RichTag => ({
  name,
  attrs: { class: `rt-${name}` },
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', text: child } : child)),
});

export const gallery: GalleryEntry = {
  component: 'rich-nodes',
  states: [
    {
      name: 'text',
      view: (
        <RichNodes
          nodes={[
            tag('p', '邻居之间要', tag('strong', '团结互助'), '。'),
            tag('h2', '法律怎么说'),
            tag('ul', tag('li', '晚上十点到早上六点要安静'), tag('li', '装修要看管理规约')),
            tag('blockquote', tag('p', '先记下来，再去说。')),
          ]}
        />
      ),
    },
    {
      name: 'table',
      view: (
        <RichNodes
          nodes={[
            tag(
              'table',
              tag('thead', tag('tr', tag('th', '什么事'), tag('th', '找谁'))),
              tag('tbody', tag('tr', tag('td', '半夜很吵'), tag('td', '110'))),
            ),
          ]}
        />
      ),
    },
  ],
};

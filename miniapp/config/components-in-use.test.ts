import { describe, expect, it } from 'vitest';
import { componentsInUse, mentionsIn } from './components-in-use';

const all = {
  View: { 'hover-class': 'none', animation: '', bindTouchStart: '', bindLongTap: '', 'aria-label': '' },
  Text: {},
  Image: {},
  Button: { 'open-type': '', disabled: '' },
  Slider: { min: '0' },
};

describe('the components in use', () => {
  it('are those that a source imports, and the few that Taro always asks for', () => {
    const source = "import { Button,\n  View } from '@tarojs/components';";
    expect(Object.keys(componentsInUse(all, mentionsIn(source)))).toEqual([
      'View',
      'Text',
      'Image',
      'Button',
    ]);
  });

  it('have the attributes and events that a source names, however it spells them', () => {
    const source =
      'const rest = { ariaLabel: name }; <View hoverClass="pressed" onTouchStart={press} onLongPress={hold} />';
    expect(Object.keys(componentsInUse(all, mentionsIn(source)).View ?? {})).toEqual([
      'hover-class',
      'bindTouchStart',
      'bindLongTap',
      'aria-label',
    ]);
  });
});

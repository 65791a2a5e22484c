import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import type { GalleryEntry, GalleryState } from './components/gallery';
import { Heading } from './components/heading';
import { definePage } from './components/page';
import './gallery.scss';

const files = require.context('./components', true, /\.gallery\.tsx$/);
const entries = files.keys().map((file) => files<{ gallery: GalleryEntry }>(file).gallery);

const themes = [
  'theme-light theme-standard',
  'theme-dark theme-standard',
  'theme-light theme-elder layout-column',
  'theme-dark theme-elder layout-column',
];

/** Every component in every state and theme, one below the other. */
function Gallery() {
  return (
    <View className="gallery">
      {entries.map(({ component, states }) => (
        <View key={component} className={`gallery-${component}`}>
          <Heading>{component}</Heading>
          {states.map((state) => (
            <StateInAllThemes key={state.name} state={state} />
          ))}
        </View>
      ))}
    </View>
  );
}

function StateInAllThemes({ state }: { state: GalleryState }) {
  const panels = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!state.pressed) return;
    for (const panel of panels.current?.children ?? []) {
      panel.querySelector('[tabindex]')?.classList.add('pressed');
    }
  }, [state.pressed]);
  return (
    <>
      <View className="gallery-state">{state.name}</View>
      <View className="gallery-panels" ref={panels}>
        {themes.map((theme) => (
          <View key={theme} className={`page gallery-panel ${theme}`}>
            {state.view}
          </View>
        ))}
      </View>
    </>
  );
}

export default definePage({ title: '组件', ownTitle: true }, Gallery);

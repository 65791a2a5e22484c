import { View } from '@tarojs/components';
import type { ComponentType, PropsWithChildren } from 'react';
import { useElderMode } from '../../platform/elder-mode';
import { goBack } from '../../platform/navigation';
import { accessible, pressable } from '../../platform/pressable';
import { PageBoundary } from './boundary';
import './index.scss';

interface Frame {
  title: string;
  /** The page people start from has nothing to go back to, and shows its name itself. */
  start?: boolean;
}

/**
 * Makes a page out of its content: theme, title and way back on the web (WeChat draws its own), and a boundary, so
 * that a page that breaks leaves the others working.
 */
export function definePage({ title, start = false }: Frame, Content: ComponentType): ComponentType {
  return function Page() {
    return (
      <Theme>
        {process.env.TARO_ENV === 'h5' && !start && <WebHeader title={title} />}
        <View className="page-content" {...accessible({ role: 'main' })}>
          <PageBoundary>
            <Content />
          </PageBoundary>
        </View>
      </Theme>
    );
  };
}

function Theme({ children }: PropsWithChildren) {
  const elder = useElderMode();
  return <View className={`page ${elder ? 'theme-elder' : 'theme-standard'}`}>{children}</View>;
}

function WebHeader({ title }: { title: string }) {
  return (
    <View className="page-header" {...accessible({ role: 'banner' })}>
      <View className="page-back" {...pressable(goBack, { label: '返回' })} />
      <View className="page-title" {...accessible({ role: 'heading', level: 1 })}>
        {title}
      </View>
      <View className="page-back-balance" />
    </View>
  );
}

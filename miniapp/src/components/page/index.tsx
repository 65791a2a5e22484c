import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { type ComponentType, type PropsWithChildren, useEffect } from 'react';
import { GuideSheet } from '../../consent/guide-sheet';
import { useScheme } from '../../platform/color-scheme';
import { useElderMode, useFontScale } from '../../platform/elder-mode';
import { goBack } from '../../platform/navigation';
import { accessible, pressable } from '../../platform/pressable';
import { isOneColumn, textScale } from '../../platform/text-scale';
import { useFocusOnArrival } from '../../platform/use-focus-on-arrival';
import { paintWindow } from '../../platform/wechat';
import { NetworkNotice } from '../../reception/network-notice';
import type { TabPage } from '../../tabs';
import { copy } from '../copy';
import { Icon } from '../icon';
import { LiveRegion } from '../live-region';
import { TabBar } from '../tab-bar';
import { PageBoundary } from './boundary';
import './index.scss';

interface Frame {
  title: string;
  /** Set on a page of the tab bar, which is drawn at its foot. There is no way back from it. */
  tab?: TabPage;
  /** The page shows its name itself. */
  ownTitle?: boolean;
}

/**
 * Makes a page out of its content: theme, title and way back on the web (WeChat draws its own), the tab bar, and a
 * boundary, so that a page that breaks leaves the others working.
 */
export function definePage(frame: Frame, Content: ComponentType): ComponentType {
  return function Page() {
    return (
      <ThemedPage>
        <PageFrame {...frame}>
          <NetworkNotice />
          <PageBoundary>
            <Content />
          </PageBoundary>
        </PageFrame>
        <LiveRegion />
        <GuideSheet />
      </ThemedPage>
    );
  };
}

/** What stands around the content of every page. */
export function PageFrame({ title, tab, ownTitle = false, children }: PropsWithChildren<Frame>) {
  return (
    <>
      {process.env.TARO_ENV === 'h5' && !ownTitle && <WebHeader title={title} back={tab === undefined} />}
      <View className="page-content" {...accessible({ role: 'main' })}>
        {children}
      </View>
      {tab !== undefined && <TabBar current={tab} />}
    </>
  );
}

function ThemedPage({ children }: PropsWithChildren) {
  const elder = useElderMode();
  const fontScale = useFontScale();
  const scheme = useScheme();
  useEffect(() => paintWindow(scheme), [scheme]);
  // WeChat paints only the page in front; one that comes back may have been painted before the scheme changed.
  useDidShow(() => paintWindow(scheme));

  const scale = textScale(elder, fontScale);
  const layout = isOneColumn(elder, fontScale) ? ' layout-column' : '';
  return (
    <View
      className={`page theme-${scheme} theme-${elder ? 'elder' : 'standard'}${layout}`}
      {...(scale === 1 ? {} : { style: { '--scale': scale } })}
    >
      {children}
    </View>
  );
}

function WebHeader({ title, back }: { title: string; back: boolean }) {
  const focus = useFocusOnArrival();
  return (
    <View className="page-header" {...accessible({ role: 'banner' })}>
      {back ? (
        <View className="page-back" {...pressable(goBack, { label: copy.back })}>
          <Icon name="back" />
        </View>
      ) : (
        <View className="page-back-balance" />
      )}
      <View className="page-title" {...accessible({ role: 'heading', level: 1 })} {...focus}>
        {title}
      </View>
      <View className="page-back-balance" />
    </View>
  );
}

import { Component, type PropsWithChildren } from 'react';
import { goHome } from '../../platform/navigation';
import { forgetSeen } from '../../platform/seen';
import { copy } from '../copy';
import { StateView } from '../state-view';

/** Catches what a page throws while it is drawn or opened, and offers a way on. */
export class PageBoundary extends Component<PropsWithChildren, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error) {
    console.error(error);
    // What was kept by an earlier version of the app may be what cannot be drawn.
    forgetSeen('resident');
    forgetSeen('staff');
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <StateView
        kind="error"
        title={copy.brokenTitle}
        text={copy.brokenText}
        actions={[
          { label: copy.tryAgain, onPress: () => this.setState({ broken: false }) },
          { label: copy.home, onPress: goHome },
        ]}
      />
    );
  }
}

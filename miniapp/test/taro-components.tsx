import { forwardRef, type PropsWithChildren } from 'react';

type ViewProps = PropsWithChildren<{ catchMove?: boolean }>;

/** A stand-in for `@tarojs/components`, as plain as the web build's own. */
export const View = forwardRef<HTMLDivElement, ViewProps>(({ children, ...props }, ref) => {
  const { catchMove: _, ...known } = props;
  return (
    <div ref={ref} {...known}>
      {children}
    </div>
  );
});

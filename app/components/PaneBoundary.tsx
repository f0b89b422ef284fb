/**
 * Keeps a fault in one pane from taking the page with it: the pane says so and offers to draw itself again, and
 * everything else goes on.
 */
import { Component, type ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

export class PaneBoundary extends Component<Props, { readonly error: string | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { error: string } {
    return { error: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="pane">
        <div className="crash" role="alert">
          <p>
            <b>The pane “{this.props.title}” could not be drawn.</b> The rest of the page goes on.
          </p>
          <pre>{this.state.error}</pre>
          <button type="button" className="button small" onClick={() => this.setState({ error: null })}>
            Draw it again
          </button>
        </div>
      </div>
    );
  }
}

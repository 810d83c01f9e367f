package nabla.web.stepper;

import org.teavm.jso.browser.Window;

/** Goes on by itself, at the chosen speed, until it is stopped. */
final class Player {
    /** One move; whether there may be another one after it. */
    interface Move {
        boolean next();
    }

    private final Controls controls;
    private final Move move;
    private int run;
    private boolean playing;

    Player(Controls controls, Move move) {
        this.controls = controls;
        this.move = move;
    }

    boolean isPlaying() {
        return playing;
    }

    void start() {
        playing = true;
        controls.playing(true);
        tick(++run);
    }

    void stop() {
        if (playing) {
            playing = false;
            run++;
            controls.playing(false);
        }
    }

    private void tick(int mine) {
        if (mine != run) {
            return;
        }
        if (!move.next()) {
            stop();
            return;
        }
        Window.setTimeout(() -> tick(mine), 1000 / controls.speed());
    }
}

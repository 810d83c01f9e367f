package nabla.web.stepper;

import nabla.web.dom.Dom;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** Asks before a step is revealed, and counts. Off at first; both the switch and the score stay in this browser. */
final class PredictFirst {
    /** What is done when there is something to reveal. */
    interface Revealer {
        void reveal(String verdict);
    }

    private final HTMLElement panel = Dom.byId("stepper");
    private final HTMLElement box = Dom.byId("stepper-predict");
    private final HTMLElement place = Dom.byId("stepper-question");
    private final HTMLElement score = Dom.byId("stepper-score");
    private final Revealer revealer;
    private @Nullable Question open;
    private int right;
    private int asked;

    PredictFirst(Revealer revealer) {
        this.revealer = revealer;
        String kept = Memory.get("score");
        int slash = kept.indexOf('/');
        if (slash > 0) {
            right = Integer.parseInt(kept.substring(0, slash));
            asked = Integer.parseInt(kept.substring(slash + 1));
        }
        if (Memory.get("predict").equals("on")) {
            Dom.setChecked(box, true);
        }
        Dom.on(box, "change", () -> {
            Memory.put("predict", Dom.isChecked(box) ? "on" : "off");
            if (!Dom.isChecked(box)) {
                finish("");
            }
            showScore();
        });
        Dom.listen(place, "click", event -> {
            String option = Dom.attributeAt(event, "data-option");
            if (!option.isEmpty()) {
                answer(Integer.parseInt(option));
            }
        });
        showScore();
    }

    /** Whether a question stands between the learner and the step. */
    boolean isAsking() {
        return open != null;
    }

    /** Asks about the step if that is wished and there is something to ask; the question, or empty. */
    String ask(Trace trace, Step step) {
        open = null;
        Question question = Dom.isChecked(box) ? Question.of(trace, step) : null;
        place.setHidden(question == null);
        panel.setAttribute("data-predicting", String.valueOf(question != null));
        if (question == null) {
            return "";
        }
        open = question;
        place.setInnerHTML("");
        for (int i = 0; i < question.options().length; i++) {
            HTMLElement button = Dom.element("button", "button small", question.options()[i]);
            button.setAttribute("type", "button");
            button.setAttribute("data-option", String.valueOf(i));
            place.appendChild(button);
        }
        HTMLElement skip = Dom.element("button", "button small", Language.say("Show me"));
        skip.setAttribute("type", "button");
        skip.setAttribute("data-option", "-1");
        place.appendChild(skip);
        return question.text();
    }

    private void answer(int option) {
        Question question = open;
        if (question == null) {
            return;
        }
        String truth = question.options()[question.right()];
        if (option < 0) {
            finish(Language.say("It is {0}.", truth));
            return;
        }
        asked++;
        boolean good = option == question.right();
        right += good ? 1 : 0;
        Memory.put("score", right + "/" + asked);
        showScore();
        finish(good ? Language.say("✓ Right: {0}.", truth) : Language.say("✗ No: it is {0}.", truth));
    }

    private void finish(String verdict) {
        if (open != null) {
            open = null;
            place.setHidden(true);
            panel.setAttribute("data-predicting", "false");
            revealer.reveal(verdict);
        }
    }

    void showScore() {
        boolean shows = asked > 0 && Dom.isChecked(box);
        Dom.setText(score, shows ? Language.say("{0} of {1} right", right, asked) : "");
    }
}

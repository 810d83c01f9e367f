package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {
    @Test
    void aLinkIsReadAndWrittenAlike() {
        for (String link : List.of(
                "step",
                "step&it=120&ph=bw&op=7&cell=3,5",
                "step&it=0&ph=fw&op=0&t=2&cell=0",
                "step&it=3&ph=st&op=1&seed=1&network=lenet")) {
            assertThat(Place.parse(link).text()).isEqualTo(link);
        }
    }

    @Test
    void fieldsAreWhatTheySay() {
        Place place = Place.parse("#step&it=120&ph=bw&op=7&cell=3,5&seed=0");
        assertThat(place.iteration()).isEqualTo(120);
        assertThat(place.phase()).isEqualTo("bw");
        assertThat(place.operation()).isEqualTo(7);
        assertThat(place.cell()).containsExactly(3, 5);
        assertThat(place.settings()).containsExactly("seed", "0");
    }

    @Test
    void aNoteMayHoldAnything() {
        String note = "50% & more = %26?";
        Place place = new Place(1, "fw", 0, -1, null, note, List.of("seed", "1"));
        assertThat(place.text()).isEqualTo("step&it=1&ph=fw&op=0&note=50%25 %26 more = %2526?&seed=1");
        assertThat(Place.parse(place.text())).isEqualTo(place);
    }

    @Test
    void aNoteIsShort() {
        assertThat(Place.parse("#step&note=" + "n".repeat(300)).note()).hasSize(200);
    }

    @Test
    void nonsenseIsLeftOut() {
        Place place = Place.parse("#step&it=-4&cell=1,,2&op=99999999999&&x&ph");
        assertThat(place.iteration()).isEqualTo(-1);
        assertThat(place.cell()).isNull();
        assertThat(place.operation()).isZero();
        assertThat(place.settings()).isEmpty();
    }

    @Test
    void onlyFragmentsThatBeginWithStepOpenIt() {
        assertThat(Place.isStep("#step")).isTrue();
        assertThat(Place.isStep("#step&it=1")).isTrue();
        assertThat(Place.isStep("#steps")).isFalse();
        assertThat(Place.isStep("")).isFalse();
    }

    @Test
    void theStepIsFoundInATrace() {
        Trace trace = Traces.small();
        assertThat(Place.parse("#step&ph=bw&op=1").step(trace)).isEqualTo(5);
        assertThat(Place.parse("#step&ph=bw&op=50").step(trace)).isEqualTo(7);
        assertThat(Place.parse("#step&ph=zz").step(trace)).isZero();
    }
}

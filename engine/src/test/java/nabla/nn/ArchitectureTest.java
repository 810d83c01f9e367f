package nabla.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final String LENET = """
        {"type":"Sequential","children":[
        {"name":"conv1","type":"Conv2d","inChannels":1,"outChannels":6,"kernelSize":[5,5],"stride":[1,1],"padding":[0,0],"dilation":[1,1],"groups":1,"bias":true},
        {"name":"relu1","type":"ReLU"},
        {"name":"pool1","type":"MaxPool2d","kernelSize":[2,2],"stride":[2,2],"padding":[0,0],"dilation":[1,1],"ceilMode":false},
        {"name":"flatten","type":"Flatten","startDim":1,"endDim":-1},
        {"name":"head","type":"Sequential","children":[
        {"name":"fc1","type":"Linear","inFeatures":864,"outFeatures":10,"bias":true},
        {"name":"logSoftmax","type":"LogSoftmax","dim":1}]}]}\
        """.replace("\n", "");

    @Test
    void textSurvivesReadingAndWriting() {
        assertThat(Architecture.parse(LENET).toString()).isEqualTo(LENET);
    }

    @Test
    void parametersHaveTheNamesAndShapesOfAStateDict() {
        Architecture lenet = Architecture.parse(LENET);
        assertThat(lenet.parameters().entrySet().stream().map(Object::toString).collect(Collectors.toList()))
                .containsExactly(
                        "conv1.weight=[6, 1, 5, 5]",
                        "conv1.bias=[6]",
                        "head.fc1.weight=[10, 864]",
                        "head.fc1.bias=[10]");
        assertThat(lenet.parameterCount()).isEqualTo(150 + 6 + 8640 + 10);
    }

    @Test
    void settingsHavePyTorchsDefaults() {
        Architecture architecture = Architecture.parse(network("""
            {"name":"a","type":"Conv2d","inChannels":2,"outChannels":3,"kernelSize":4,"padding":1},
            {"name":"b","type":"MaxPool2d","kernelSize":[3,2]},
            {"name":"c","type":"Flatten"},
            {"name":"d","type":"Linear","inFeatures":4,"outFeatures":5,"bias":false},
            {"name":"e","type":"Softmax","dim":-1}\
            """));
        assertThat(architecture.toString())
                .isEqualTo(network("{\"name\":\"a\",\"type\":\"Conv2d\",\"inChannels\":2,\"outChannels\":3,"
                        + "\"kernelSize\":[4,4],\"stride\":[1,1],\"padding\":[1,1],\"dilation\":[1,1],\"groups\":1,"
                        + "\"bias\":true},"
                        + "{\"name\":\"b\",\"type\":\"MaxPool2d\",\"kernelSize\":[3,2],\"stride\":[3,2],"
                        + "\"padding\":[0,0],\"dilation\":[1,1],\"ceilMode\":false},"
                        + "{\"name\":\"c\",\"type\":\"Flatten\",\"startDim\":1,\"endDim\":-1},"
                        + "{\"name\":\"d\",\"type\":\"Linear\",\"inFeatures\":4,\"outFeatures\":5,\"bias\":false},"
                        + "{\"name\":\"e\",\"type\":\"Softmax\",\"dim\":-1}"));
        assertThat(architecture.parameters().keySet()).containsExactly("a.weight", "a.bias", "d.weight");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'name':'a','type':'Linear','inFeatures':1}                                     | a: the setting outFeatures is missing.
        {'name':'a','type':'Linear','inFeatures':0,'outFeatures':1}                     | a: inFeatures is 0, but must be 1 to 1048576.
        {'name':'a','type':'Linear','inFeatures':1,'outFeatures':1,'biass':true}        | a: unknown settings [biass].
        {'name':'a','type':'Linear','inFeatures':1,'outFeatures':'1'}                   | not valid. Expected an integer, found a string.
        {'name':'a','type':'Linear','inFeatures':1048576,'outFeatures':1048576}         | not valid. shape [1048576, 1048576]: more than 2147483647 elements.
        {'name':'a','type':'Conv2d','inChannels':1,'outChannels':1,'kernelSize':[1,2,3]}| a: kernelSize has 3 numbers; height and width are 2.
        {'name':'a','type':'MaxPool2d','kernelSize':2,'stride':0}                       | a: stride is 0, but must be 1 to 1048576.
        {'name':'a','type':'ReLU','dim':1}                                              | a: unknown settings [dim].
        {'name':'a','type':'Softmax','dim':99}                                          | a: dim is 99, but must be -8 to 8.
        {'name':'a','type':'Conv2d','inChannels':3,'outChannels':4,'kernelSize':1,'groups':2}| not valid. in_channels must be divisible by groups
        {'name':'a','type':'Dropout','p':2}                                             | not valid. dropout probability has to be between 0 and 1, but got 2.0
        {'name':'a','type':'Embedding','numEmbeddings':2,'embeddingDim':1,'paddingIdx':2}| not valid. Padding_idx must be within num_embeddings
        {'name':'a','type':'LayerNorm','normalizedShape':[]}                            | a: normalizedShape has 0 numbers, but must have 1 to 8.
        {'name':'a','type':'LayerNorm','normalizedShape':[1048576,1048576]}             | not valid. shape [1048576, 1048576]: more than 2147483647 elements.
        {'name':'a','type':'BatchNorm2d','numFeatures':3,'eps':1e300}                   | a: eps is 1e+300, but must be within ±1048576.
        {'name':'a','type':'GELU','approximate':'foo'}                                  | a: approximate is "foo", but must be none or tanh.
        {'name':'a','type':'Rnn'}                                                       | a: there is no layer of type "Rnn".
        {'name':'a.b','type':'ReLU'}                                                    | network: a child is named "a.b"; a name has 1 to 32 letters, digits and underscores.
        {'name':'a','type':'ReLU'},{'name':'a','type':'ReLU'}                           | network: two children are named "a".
        {'type':'ReLU'}                                                                 | not valid. The object has no member "name"; it has type.
        {'name':'a','type':'Sequential','children':[]}                                  | a: it has 0 children, but must have 1 to 256.
        7                                                                               | not valid. Expected an object, found the number 7.
        """)
    void whatMakesNoSenseIsRefused(String children, String reason) {
        assertThatThrownBy(() -> Architecture.parse(network(children.replace('\'', '"'))))
                .isInstanceOf(ArchitectureException.class)
                .hasMessageStartingWith("architecture: " + reason);
    }

    @Test
    void rootMustBeASequence() {
        assertThatThrownBy(() -> Architecture.parse("{\"type\":\"ReLU\"}"))
                .hasMessage("architecture: network: its type is \"ReLU\", but must be Sequential.");
        assertThatThrownBy(() -> Architecture.parse("{"))
                .hasMessage("architecture: not valid. JSON, character 1: the text ends too early.");
        assertThatThrownBy(() -> Architecture.parse("{\"type\":\"Sequential\",\"name\":\"x\",\"children\":[{\"name\":"
                        + "\"a\",\"type\":\"ReLU\"}]}"))
                .hasMessage("architecture: network: unknown settings [name].");
    }

    private static String network(String children) {
        return "{\"type\":\"Sequential\",\"children\":[" + children + "]}";
    }
}

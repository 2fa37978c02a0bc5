import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Neo4j Community, as HOME/neo4j.conf sets it up: {@code java Server.java HOME}.
 *
 * <p>The first line of standard input becomes the password of the user neo4j (so that it is in no argument list and no
 * environment); an empty one keeps the password that HOME's data has. HOME/ready then holds the Bolt port. The server ends when standard input gives another line or closes,
 * which it also does when the program that started it dies.
 */
public class Server {
    public static void main(String[] arguments) {
        try {
            serve(Path.of(arguments[0]));
            System.exit(0);
        } catch (Throwable reason) {
            // Without this, the threads of a half-started server would keep the program alive.
            reason.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(Path home) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String password = input.readLine();
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("neo4j.conf"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        if (!password.isEmpty()) {
            service.database("system").executeTransactionally(
                    "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        }
        int port = ((GraphDatabaseAPI) service.database("neo4j")).getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT)
                .getPort();
        Path written = Files.writeString(home.resolve("ready.new"), Integer.toString(port));
        Files.move(written, home.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
        input.readLine();
    }
}

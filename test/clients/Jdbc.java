import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views of schema cchc through PostgreSQL's JDBC driver. */
public class Jdbc {
	/** By the driver's own type name: the JDBC type and the Java class promised in types.csv. */
	private static Map<String, String[]> promised(String file) throws Exception {
		Map<String, String> driverNames = Map.of("text", "text", "bigint", "int8", "numeric", "numeric",
				"double precision", "float8", "date", "date", "timestamp with time zone", "timestamptz", "boolean", "bool", "integer", "int4");
		List<String> lines = Files.readAllLines(Path.of(file));
		List<String> head = List.of(lines.get(0).split(","));
		Map<String, String[]> promised = new HashMap<>();
		for (String line : lines.subList(1, lines.size())) {
			String[] cell = line.split(",");
			promised.put(driverNames.get(cell[0]), new String[] {cell[head.indexOf("jdbc")], cell[head.indexOf("java")]});
		}
		return promised;
	}

	private static void check(boolean holds, String what) {
		if (!holds)
			throw new AssertionError(what);
	}

	public static void main(String[] args) throws Exception {
		Map<String, String[]> promised = promised(args[0]);
		String url = "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/" + System.getenv("PGDATABASE");
		try (Connection link = DriverManager.getConnection(url, System.getenv("PGUSER"), "")) {
			DatabaseMetaData meta = link.getMetaData();
			List<String> views = new ArrayList<>();
			try (ResultSet r = meta.getTables(null, "cchc", "%", new String[] {"VIEW"})) {
				while (r.next()) {
					if (List.of(System.getenv("VIEWS").split(" ")).contains(r.getString("TABLE_NAME")))
						views.add(r.getString("TABLE_NAME"));
					check(String.valueOf(r.getString("REMARKS")).contains(" / "), "no comment on " + r.getString("TABLE_NAME"));
				}
			}
			check(!views.isEmpty(), "no views");
			int columns = 0, rows = 0;
			Set<String> seen = new HashSet<>();
			for (String view : views) {
				List<String> classes = new ArrayList<>(), types = new ArrayList<>();
				try (ResultSet r = meta.getColumns(null, "cchc", view, "%")) {
					while (r.next()) {
						String column = view + "." + r.getString("COLUMN_NAME");
						String[] promise = promised.get(r.getString("TYPE_NAME"));
						check(promise != null, column + " is " + r.getString("TYPE_NAME"));
						String type = JDBCType.valueOf(r.getInt("DATA_TYPE")).getName();
						check(type.equals(promise[0]), column + " is " + type + ", not " + promise[0]);
						check(String.valueOf(r.getString("REMARKS")).contains(" / "), "no comment on " + column);
						classes.add(promise[1]);
						types.add(r.getString("TYPE_NAME"));
					}
				}
				try (ResultSet r = link.createStatement().executeQuery("SELECT * FROM cchc." + view + " LIMIT " + Integer.parseInt(System.getenv("ROWS")))) {
					check(r.getMetaData().getColumnCount() == classes.size(), view + " has other columns");
					while (r.next()) {
						rows++;
						for (int i = 0; i < classes.size(); i++) {
							Object value = r.getObject(i + 1);
							if (value == null)
								continue;
							check(value.getClass().getName().equals(classes.get(i)),
									view + " column " + (i + 1) + " came as " + value.getClass().getName() + ", not " + classes.get(i));
							seen.add(types.get(i));
						}
					}
				}
				columns += classes.size();
			}
			check(seen.equals(promised.keySet()), "types never seen: " + promised.keySet() + " less " + seen);
			System.out.println("JDBC (" + meta.getDriverVersion() + "): " + views.size() + " views, " + columns + " columns, " + rows + " rows");
		}
	}
}
